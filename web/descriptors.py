"""How many connections may a server process hold? connections(24) == 1000, fewer where fewer files may be open.

Each connection is an open file, and so is each file of the index that is mapped: without room for one more, gunicorn
could take no connection and its worker would end. So the limit is raised as far as we may, and what does not fit in it
waits to be taken.
"""

import resource

from web.errors import ServeError

MOST = 1000  # connections of a process
OWN = 100  # files of two generations, of which one is being opened, and what gunicorn has


def connections(threads: int) -> int:
    """So many that each may be taken; ServeError where there would be no more of them than threads."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if now == resource.RLIM_INFINITY:
        return MOST
    allowed = max(now, MOST + OWN) if most == resource.RLIM_INFINITY else max(now, min(most, MOST + OWN))
    if allowed > now:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
    if allowed <= OWN + threads:
        raise ServeError(f"разрешено открыть файлов: {allowed}, а нужно не меньше {OWN + threads + 1} (ulimit -n)")
    return min(MOST, allowed - OWN)
