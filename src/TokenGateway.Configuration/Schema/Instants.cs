using TokenGateway.Core.Times;

namespace TokenGateway.Configuration.Schema;

/// <summary>
/// Points in time as RFC 3339 writes them, always with their zone: <c>2027-01-31T12:00:00Z</c>,
/// <c>2027-01-31T12:00:00.5+01:00</c>.
/// </summary>
internal static class Instants
{
    public static bool TryParse(string? text, out DateTimeOffset value) => InstantText.TryParse(text, out value);
}
