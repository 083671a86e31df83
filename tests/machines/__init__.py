"""More machines than one."""
