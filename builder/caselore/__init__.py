"""Turn a folder of YAML and Markdown into a training course on screen and paper."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("caselore")
except PackageNotFoundError:  # running from a source tree that was never installed
    __version__ = "0+unknown"
