using System.Collections.Immutable;

namespace TokenGateway.Core.Tokens;

/// <summary>The maintainers of a service account, by ascending number, without duplicates; may be empty. Equal if the members are.</summary>
public sealed class MaintainerSet : IEquatable<MaintainerSet>
{
    private MaintainerSet(ImmutableArray<Maintainer> all) => All = all;

    public static MaintainerSet None { get; } = new([]);

    public ImmutableArray<Maintainer> All { get; }

    public static MaintainerSet Of(IEnumerable<Maintainer> maintainers)
    {
        ArgumentNullException.ThrowIfNull(maintainers);
        return new([.. maintainers.DistinctBy(one => one.Number).OrderBy(one => one.Number)]);
    }

    /// <summary>Whether the user with this number is one.</summary>
    public bool Contains(long number) => All.Any(one => one.Number == number);

    /// <summary>Whether this set contains a member that the other lacks.</summary>
    public bool HasMoreThan(MaintainerSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return All.Any(one => !other.Contains(one.Number));
    }

    public bool Equals(MaintainerSet? other) => other is not null && All.AsSpan().SequenceEqual(other.All.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as MaintainerSet);

    public override int GetHashCode() => All.Aggregate(All.Length, HashCode.Combine);
}
