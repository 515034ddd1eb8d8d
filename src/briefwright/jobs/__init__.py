"""Runs editions as independent jobs in processes of their own, each with a limit on time and memory."""

from briefwright.jobs.job import Job, Limits, Outcome
from briefwright.jobs.workers import Workers, run

__all__ = ["Job", "Limits", "Outcome", "Workers", "run"]
