using System.Globalization;
using TokenGateway.Testing;

namespace TokenGateway.EndToEnd.Tests.RateLimiting;

/// <summary>The <c>RateLimit</c> field, parsed as by a client.</summary>
public sealed record ServiceLimit(string Name, int Remaining, int Seconds)
{
    public static ServiceLimit Of(RawAnswer answer) => Parse(answer.Header("RateLimit"));

    public static ServiceLimit Parse(string? field)
    {
        var parts = (field ?? "").Split(';');
        parts.Length.ShouldBe(3, $"RateLimit: {field}");
        parts[0][0].ShouldBe('"');
        parts[0][^1].ShouldBe('"');
        return new ServiceLimit(parts[0][1..^1], NumberOf(parts[1], "r="), NumberOf(parts[2], "t="));
    }

    private static int NumberOf(string part, string name)
    {
        part.ShouldStartWith(name);
        return int.Parse(part[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
