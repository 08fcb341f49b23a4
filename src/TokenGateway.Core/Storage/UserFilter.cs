using TokenGateway.Core.Tokens;

namespace TokenGateway.Core.Storage;

/// <summary>The filter of a user list; null members do not filter.</summary>
public sealed record UserFilter
{
    public static UserFilter All { get; } = new();

    /// <summary>Only users whose id, e-mail address or name contains this text; ASCII letters match in either case.</summary>
    public string? Contains { get; init; }

    /// <summary>True: only service accounts; false: only persons.</summary>
    public bool? IsService { get; init; }

    /// <summary>Only service accounts that the user with this number maintains.</summary>
    public long? Maintainer { get; init; }

    /// <summary>Whether the filter selects only service accounts.</summary>
    public bool IsOfServices => IsService == true || Maintainer is not null;

    public bool Matches(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return (IsService is not { } wanted || user.IsService == wanted)
            && (Maintainer is not { } number || user.Maintainers?.Contains(number) == true)
            && (Contains is not { } text || new[] { user.Id.Value, user.Email, user.Name }.Any(one => one?.Contains(text, StringComparison.OrdinalIgnoreCase) == true));
    }
}
