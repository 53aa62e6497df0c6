"""What the world does to an index: processes killed, power lost, system calls refused, readers while it is switched.

    python -m tests.torture --kills 300 --states 500 --faults 1000 --switches 1000 --flips 2000 --disk-rungs 200

Each module runs one kind of trial and returns how many it made; whatever breaks a promise is an AssertionError that
names the trial. The suite runs a share of each (`test_torture.py`), the command above the whole.
"""
