using TokenGateway.Core.Access;
using TokenGateway.Core.Refusals;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Requests;

/// <summary>Names that nobody knows are errors: a filter that is mistyped would list everything.</summary>
internal static class Names
{
    private const int MostShown = 30;

    /// <param name="given">What the caller wrote.</param>
    /// <param name="known">What there is.</param>
    /// <param name="what">Member or parameter.</param>
    /// <exception cref="ApiException">One is not known.</exception>
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

    // What is no plain name may be a secret that went to the wrong place.
    private static bool MayBeShown(string name) => name.Length <= MostShown && AccessName.IsValid(name) && !name.Contains('_', StringComparison.Ordinal);
}
