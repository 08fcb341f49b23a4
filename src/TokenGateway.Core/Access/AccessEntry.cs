using System.Collections.Immutable;

namespace TokenGateway.Core.Access;

/// <summary>One line of a policy: for these methods, these conditions.</summary>
public sealed class AccessEntry
{
    /// <summary>The methods it decides, upper case; null: all.</summary>
    public ImmutableArray<string>? Methods { get; init; }

    public required AccessCondition Condition { get; init; }

    internal bool Names(string method)
    {
        if (Methods is not { } methods)
            return true;
        foreach (var one in methods)
        {
            // Kestrel reuses the string of the usual methods, so the references are usually equal.
            if (ReferenceEquals(one, method) || string.Equals(one, method, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
