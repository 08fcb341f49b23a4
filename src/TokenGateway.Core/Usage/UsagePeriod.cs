namespace TokenGateway.Core.Usage;

/// <summary>Some days (UTC), the first and the last included.</summary>
public readonly record struct UsagePeriod(DateOnly From, DateOnly Until)
{
    /// <summary>So many are shown where nobody asks for another number.</summary>
    public const int DefaultDays = 30;

    /// <summary>The last days, today among them.</summary>
    public static UsagePeriod Last(int days, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return new UsagePeriod(today.AddDays(1 - days), today);
    }

    /// <summary>The same without the days before a moment, of which there is nothing to know.</summary>
    public UsagePeriod Since(DateTimeOffset begin)
    {
        var day = DateOnly.FromDateTime(begin.UtcDateTime);
        return day <= From ? this : this with { From = day < Until ? day : Until };
    }

    /// <summary>Every day of it, those without requests with 0.</summary>
    public IReadOnlyList<UsageDay> Fill(IReadOnlyList<UsageDay> known)
    {
        var byDay = known.ToDictionary(one => one.Day);
        return [.. Enumerable.Range(From.DayNumber, Until.DayNumber - From.DayNumber + 1).Select(DateOnly.FromDayNumber)
            .Select(day => byDay.GetValueOrDefault(day) ?? new UsageDay(day, 0, default(UsageCounts)))];
    }
}
