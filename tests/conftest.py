"""What all tests share: made-up cases are never failed for being slow on a busy computer."""

from hypothesis import HealthCheck, settings

settings.register_profile("exhibit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("exhibit")
