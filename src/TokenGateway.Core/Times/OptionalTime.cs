namespace TokenGateway.Core.Times;

/// <summary>
/// An optional UTC time in 8 bytes, for the fields of objects that are cached in large numbers: a nullable <see cref="DateTimeOffset"/>
/// takes 24. The default is no time.
/// </summary>
internal readonly record struct OptionalTime
{
    private readonly long _ticksPlusOne;

    public OptionalTime(DateTimeOffset? time) => _ticksPlusOne = time is { } some ? some.UtcTicks + 1 : 0;

    public DateTimeOffset? Value => _ticksPlusOne == 0 ? null : new DateTimeOffset(_ticksPlusOne - 1, TimeSpan.Zero);
}
