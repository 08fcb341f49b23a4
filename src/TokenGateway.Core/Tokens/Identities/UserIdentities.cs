namespace TokenGateway.Core.Tokens.Identities;

/// <summary>The two identities of a user.</summary>
public static class UserIdentities
{
    /// <summary>The keys of the id and of the e-mail address, if there is one.</summary>
    public static IEnumerable<string> KeysOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        yield return IdentityKey.Of(user.Id.Value);
        if (user.Email is { } email)
            yield return IdentityKey.Of(email);
    }
}
