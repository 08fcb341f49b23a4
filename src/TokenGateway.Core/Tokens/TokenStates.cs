namespace TokenGateway.Core.Tokens;

/// <summary>The text form of states: active, inactive, expired, deleted.</summary>
public static class TokenStates
{
    private static readonly string[] Texts = ["active", "inactive", "expired", "deleted"];

    public static IReadOnlyList<string> Names => Texts;

    public static string NameOf(TokenState state) => state switch
    {
        TokenState.Active => Texts[0],
        TokenState.Inactive => Texts[1],
        TokenState.Expired => Texts[2],
        _ => Texts[3],
    };

    /// <summary>Null: there is no such state.</summary>
    public static TokenState? Find(string name) =>
        Enum.GetValues<TokenState>().Where(state => NameOf(state) == name).Select(state => (TokenState?)state).FirstOrDefault();
}
