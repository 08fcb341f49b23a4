using TokenGateway.Core.Tokens;

namespace TokenGateway.Commands.Tokens;

/// <summary>How states are written: active, inactive, expired, deleted.</summary>
internal static class TokenStates
{
    public static string Text(TokenState state) => state switch
    {
        TokenState.Active => "active",
        TokenState.Inactive => "inactive",
        TokenState.Expired => "expired",
        _ => "deleted",
    };

    /// <exception cref="UsageException">Not a state.</exception>
    public static TokenState? Read(string? text) => text is null ? null
        : Enum.GetValues<TokenState>().Where(state => Text(state) == text).Select(state => (TokenState?)state).FirstOrDefault()
        ?? throw new UsageException($"--state '{PrintableText.Escape(text)}': states are {string.Join(", ", Enum.GetValues<TokenState>().Select(Text))}.");
}
