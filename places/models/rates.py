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
    def in_usd(cls, money: Money, day: date, khr_per_usd: Decimal | None = None) -> Decimal:
        """`money` in dollars, to four decimals, at the rate of `day`.

        Whoever converts many amounts looks the rate up once and gives it as `khr_per_usd`.
        """
        amount = money.amount
        if money.currency.code == "KHR":
            amount = amount / (khr_per_usd or cls.khr_per_usd_on(day))
        return amount.quantize(Decimal("0.0001"), ROUND_HALF_UP)
