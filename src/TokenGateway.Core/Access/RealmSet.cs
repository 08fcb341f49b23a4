using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace TokenGateway.Core.Access;

/// <summary>The realms that a user has or a role grants: a list of names, or <see cref="All"/>. Immutable; equal if the realms are.</summary>
public sealed class RealmSet : IEquatable<RealmSet>
{
    /// <summary>The name for all realms in files, commands and responses; no realm has it.</summary>
    public const string AllText = "*";

    private RealmSet(bool isAll, ImmutableArray<Realm> names) => (IsAll, Names) = (isAll, names);

    public static RealmSet None { get; } = new(isAll: false, []);

    /// <summary>The default realms of a user.</summary>
    public static RealmSet Default { get; } = new(isAll: false, [Realm.Default]);

    public static RealmSet All { get; } = new(isAll: true, []);

    public bool IsAll { get; }

    public bool IsEmpty => !IsAll && Names.IsEmpty;

    /// <summary>In ordinal order, each once; empty for <see cref="All"/>.</summary>
    public ImmutableArray<Realm> Names { get; }

    /// <summary>The list form in files, commands and responses.</summary>
    public IEnumerable<string> Texts => IsAll ? [AllText] : Names.Select(name => name.Value);

    public static RealmSet Of(params IEnumerable<Realm> realms) =>
        new(isAll: false, [.. realms.Distinct().OrderBy(realm => realm.Value, StringComparer.Ordinal)]);

    /// <summary>Parses realm names; with <see cref="AllText"/> among them the result is <see cref="All"/>.</summary>
    /// <param name="wrong">The index of the first invalid text; -1: none.</param>
    public static bool TryParse(IReadOnlyList<string?> texts, [NotNullWhen(true)] out RealmSet? realms, out int wrong)
    {
        ArgumentNullException.ThrowIfNull(texts);
        realms = null;
        var names = new List<Realm>(texts.Count);
        for (wrong = 0; wrong < texts.Count; wrong++)
        {
            if (texts[wrong] == AllText)
                continue;
            if (!Realm.TryParse(texts[wrong], out var realm))
                return false;
            names.Add(realm);
        }

        wrong = -1;
        realms = texts.Contains(AllText) ? All : Of(names);
        return true;
    }

    public bool Contains(Realm realm) => IsAll || Names.Contains(realm);

    public RealmSet Union(RealmSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsAll || other.IsAll ? All : Of([.. Names, .. other.Names]);
    }

    /// <summary>The realms of this set that the other lacks. For all realms, the difference is not enumerable.</summary>
    internal RealmSet Except(RealmSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.IsAll ? None : IsAll ? All : Of(Names.Except(other.Names));
    }

    public bool Equals(RealmSet? other) => other is not null && IsAll == other.IsAll && Names.AsSpan().SequenceEqual(other.Names.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as RealmSet);

    public override int GetHashCode() => Names.Aggregate(IsAll ? 1 : 0, HashCode.Combine);

    public override string ToString() => string.Join(", ", Texts);
}
