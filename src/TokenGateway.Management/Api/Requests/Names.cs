using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Refuses unknown names: a list with a mistyped filter would otherwise return everything.</summary>
internal static class Names
{
    private const int MostShown = 30;

    /// <param name="given">The caller's names.</param>
    /// <param name="known">The allowed names.</param>
    /// <param name="what">Member or parameter.</param>
    /// <exception cref="ApiException">One is unknown.</exception>
    public static void Check(IEnumerable<string> given, IReadOnlyCollection<string> known, string what)
    {
        foreach (var name in given)
        {
            if (known.Contains(name, StringComparer.Ordinal))
                continue;
            var which = MayBeShown(name) ? $"{name}: unknown {what}." : $"Unknown {what}.";
            throw new ApiException(RefusalCode.InvalidRequest, $"{which} {(known.Count == 0 ? "No members are allowed." : "Allowed: " + string.Join(", ", known) + ".")}");
        }
    }

    // A text that is not a plain name may be a misplaced secret.
    private static bool MayBeShown(string name) => name.Length <= MostShown && AccessName.IsValid(name) && !name.Contains('_', StringComparison.Ordinal);
}
