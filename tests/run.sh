#!/usr/bin/env bash
# Builds everything and tests it. Usage: bash tests/run.sh [--quick | --all]
#   (nothing)  the fast lane, then the slow one (real processes, Chromium)
#   --quick    the fast lane alone
#   --all      both, and the heavy faults and loads
# Ends with "N passed, N failed, N skipped" and exits non-zero when anything failed.
set -euo pipefail
cd "$(dirname "$0")/.."

lanes="fast slow"
case "${1:-}" in
  "") ;;
  --quick) lanes="fast" ;;
  --all) lanes="fast slow heavy" ;;
  *) echo "Usage: bash tests/run.sh [--quick | --all]" >&2; exit 2 ;;
esac

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export LANG=C.UTF-8
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
started=$SECONDS

say() { printf '\n== %s (%d s)\n' "$1" $((SECONDS - started)); }

# What the slow lane drives from outside: a browser, and two independent readers of marks and media.
install_missing() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v exiftool >/dev/null || missing+=(libimage-exiftool-perl)
  command -v ffmpeg >/dev/null || missing+=(ffmpeg)
  command -v strace >/dev/null || missing+=(strace)
  fc-list :lang=zh 2>/dev/null | grep -q . || missing+=(fontconfig fonts-noto-cjk)
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing ${missing[*]}"
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# run_lane PROJECT LANE: one test program, one lane; a program that ran no test of the lane is no failure.
run_lane() {
  local program="tests/AigcStudio.$1/bin/Release/net10.0/linux-x64/AigcStudio.$1" filter
  case "$2" in
    fast) filter=(-trait- Lane=Slow -trait- Lane=Heavy) ;;
    slow) filter=(-trait Lane=Slow) ;;
    heavy) filter=(-trait Lane=Heavy) ;;
  esac
  say "$1, $2 lane"
  local log="$results/$1-$2"
  (cd "tests/AigcStudio.$1" && "../../$program" -noColor -printMaxStringLength 0 "${filter[@]}") 2>&1 | tee "$log" || true
  # No summary means that the program did not get that far.
  grep -qE 'Total: (0$|[0-9]+, Errors)' "$log" || echo "Total: 1, Errors: 1, Failed: 0, Skipped: 0" >>"$log"
}

[ "$lanes" = "fast" ] || install_missing
say "Building"
dotnet build AigcStudio.sln -c Release -v quiet
say "Checking the format"
dotnet format whitespace AigcStudio.sln --no-restore --verify-no-changes

for lane in $lanes; do
  for project in Tests Generative.Tests EndToEnd.Tests; do
    [ "$project" = EndToEnd.Tests ] && [ "$lane" = fast ] && continue
    run_lane "$project" "$lane"
  done
done

# What failed is said once more at the end, where a long log is read first.
say "Done"
grep -hE -A 24 '\[FAIL\]' "$results"/* || true
cat "$results"/* | sed -nE 's/.*Total: ([0-9]+), Errors: ([0-9]+), Failed: ([0-9]+), Skipped: ([0-9]+).*/\1 \2 \3 \4/p' \
  | awk '{ t += $1; e += $2; f += $3; s += $4 } END { printf "%d passed, %d failed, %d skipped\n", t - e - f - s, e + f, s; exit (e + f > 0 || t == 0) }'
