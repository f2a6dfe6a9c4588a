"""The paper of a report, for a committee."""
