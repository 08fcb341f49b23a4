using TokenGateway.Edge.Text;

namespace TokenGateway.Edge.Compilation.Conditions;

/// <summary>
/// Whether a query parameter can have a name or value. Routing compares them decoded; a value may be a secret, so no
/// message repeats it.
/// </summary>
internal static class QueryConditions
{
    /// <summary>Null: it can.</summary>
    public static string? FaultOf(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (PercentText.TryReadByte(text.AsSpan(at), out _))
                return "is percent-encoded, but routing compares decoded queries; write it decoded";
        }

        return null;
    }
}
