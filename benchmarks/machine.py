"""What a figure was measured on."""

from pathlib import Path


def processor() -> str:
    """The processor, its cores, and whether it multiplies small integers at once (VNNI), as the model would have it."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    told = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    vnni = [flag for flag in told.get("flags", "").split() if "vnni" in flag]
    cores = sum(line.startswith("processor") for line in lines)
    return f"{told.get('model name', 'unknown processor')}, {', '.join(vnni) or 'no VNNI'}, {cores} cores"
