"""The dated exchange rate that makes prices in riel and dollars comparable."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money


class ExchangeRate(models.Model):
    """How many riel one dollar was on a day, as the National Bank published it."""

    on = models.DateField(_("date"), unique=True)
    khr_per_usd = models.DecimalField(_("riel per dollar"), max_digits=10, decimal_places=2)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(khr_per_usd__gt=0), name="places_exchangerate_positive"
            )
        ]
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")

    # Used until the first rate is entered: the rounded rate of recent years.
    FALLBACK = Decimal(4000)

    def __str__(self) -> str:
        return f"{self.on}: {self.khr_per_usd}"

    @classmethod
    def khr_per_usd_on(cls, day: date) -> Decimal:
        """The rate of `day`, or the last one before it, or FALLBACK. One query."""
        found = cls.objects.filter(on__lte=day).values_list("khr_per_usd", flat=True).first()
        return found or cls.FALLBACK

    @classmethod
    def in_usd(cls, money: Money, day: date) -> Decimal:
        """`money` in dollars at the rate of `day`, to four decimals."""
        if money.currency.code == "USD":
            return money.amount
        rate = cls.khr_per_usd_on(day)
        return (money.amount / rate).quantize(Decimal("0.0001"), ROUND_HALF_UP)
