namespace TokenGateway.Core.Usage;

/// <summary>A range of days (UTC), including the first and the last.</summary>
public readonly record struct UsagePeriod(DateOnly From, DateOnly Until)
{
    /// <summary>The number of days shown by default.</summary>
    public const int DefaultDays = 30;

    /// <summary>The last <paramref name="days"/> days, including today.</summary>
    public static UsagePeriod Last(int days, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new UsagePeriod(today.AddDays(1 - days), today);
    }

    /// <summary>The same period without the days before <paramref name="begin"/>, for which there is no data.</summary>
    public UsagePeriod Since(DateTimeOffset begin)
    {
        var day = DateOnly.FromDateTime(begin.UtcDateTime);
        return day <= From ? this : this with { From = day < Until ? day : Until };
    }

    /// <summary>Returns every day of the period; days without requests have 0.</summary>
    public IReadOnlyList<UsageDay> Fill(IReadOnlyList<UsageDay> known)
    {
        var byDay = known.ToDictionary(one => one.Day);
        return [.. Enumerable.Range(From.DayNumber, Until.DayNumber - From.DayNumber + 1).Select(DateOnly.FromDayNumber)
            .Select(day => byDay.GetValueOrDefault(day) ?? new UsageDay(day, 0, default(UsageCounts)))];
    }
}
