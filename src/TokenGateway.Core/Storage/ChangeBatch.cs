using System.Collections.Immutable;

namespace TokenGateway.Core.Storage;

/// <summary>What has happened since the last read.</summary>
/// <param name="Changes">In commit order.</param>
/// <param name="IsReset">
/// The reader cannot tell what it missed (first read, pruned, a restored backup): everything cached must go.
/// </param>
public readonly record struct ChangeBatch(ImmutableArray<Change> Changes, bool IsReset)
{
    public static ChangeBatch Nothing { get; } = new([], IsReset: false);

    public static ChangeBatch Reset { get; } = new([], IsReset: true);
}
