#!/usr/bin/env bash
# Build the PDF documents of corpus/ from their sources: make.sh [NAME...]
# Needs LibreOffice 7.4, Chromium 156, python3 with typst 0.15, weasyprint 70 and pyphen, and the Liberation and DejaVu fonts.
set -euo pipefail
cd "$(dirname "$0")"
out=$(cd ../../corpus && pwd)
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

with_typst() { # NAME
  python3 -c 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])' "$1.typ" "$out/$1.pdf"
}
with_weasyprint() { # NAME
  python3 -c 'import sys, weasyprint; weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2])' "$1.html" "$out/$1.pdf"
}
with_libreoffice() { # NAME EXTENSION DATE [FILTER]
  python3 shy.py "$1.$2" "$tmp/$1.$2"
  soffice -env:UserInstallation="file://$tmp/profile" --headless ${4:+--infilter="$4"} --convert-to pdf --outdir "$out" "$tmp/$1.$2" >/dev/null 2>&1
  python3 settle.py "$out/$1.pdf" "$3"
}
with_chromium() { # NAME DATE
  python3 shy.py "$1.html" "$tmp/$1.html"
  chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --user-data-dir="$tmp/chromium" --print-to-pdf="$out/$1.pdf" "file://$tmp/$1.html" >/dev/null 2>&1
  python3 settle.py "$out/$1.pdf" "$2"
}

build() {
  case $1 in
    overenskommelse-god-och-nara-vard-2023) with_typst "$1" ;;
    overenskommelse-psykisk-halsa-2022) with_libreoffice "$1" fodt 2022-02-10 ;;
    overenskommelse-sjukskrivning-rehabilitering-2021-2022) with_chromium "$1" 2021-01-21 ;;
    regeringsbeslut-och-overenskommelse-cancervard-2022) with_libreoffice "$1" fodt 2022-03-10 ;;
    tillaggsoverenskommelse-okad-tillganglighet-2022) with_typst "$1" ;;
    sammanstallning-statsbidrag-region-vastmanland-2019) with_chromium "$1" 2019-03-01 ;;
    missiv-barnhalsovard-2020) with_libreoffice "$1" html 2019-12-18 'HTML (StarWriter)' ;;
    fordelning-kommuner-tre-lan-2022) with_typst "$1" ;;
    regeringsbeslut-utbetalning-vardkoer-2023) with_weasyprint "$1" ;;
    overenskommelse-lakemedelsformanerna-2022) with_typst "$1" ;;
    *) echo "make.sh: no such document: $1" >&2; return 2 ;;
  esac
}

if [ $# -eq 0 ]; then
  set -- overenskommelse-god-och-nara-vard-2023 overenskommelse-psykisk-halsa-2022 \
    overenskommelse-sjukskrivning-rehabilitering-2021-2022 regeringsbeslut-och-overenskommelse-cancervard-2022 \
    tillaggsoverenskommelse-okad-tillganglighet-2022 sammanstallning-statsbidrag-region-vastmanland-2019 \
    missiv-barnhalsovard-2020 fordelning-kommuner-tre-lan-2022 regeringsbeslut-utbetalning-vardkoer-2023 \
    overenskommelse-lakemedelsformanerna-2022
fi
for name; do build "$name"; done
