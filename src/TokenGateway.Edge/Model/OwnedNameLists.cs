using System.Collections.Immutable;

namespace TokenGateway.Edge.Model;

/// <summary>The header names that one generation sets, removes or matches on, as configured.</summary>
/// <param name="Secret">Headers of upstream credentials, which no client may send.</param>
/// <param name="Shared">Headers that a client may send in their exact spelling.</param>
internal sealed record OwnedNameLists(ImmutableArray<string> Secret, ImmutableArray<string> Shared)
{
    public static OwnedNameLists None { get; } = new([], []);
}
