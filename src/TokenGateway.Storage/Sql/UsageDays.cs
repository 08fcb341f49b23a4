namespace TokenGateway.Storage.Sql;

/// <summary>A day in a column: days since 1970-01-01.</summary>
internal static class UsageDays
{
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static int Write(DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly Read(int day) => DateOnly.FromDayNumber(day + Epoch);
}
