namespace TokenGateway.Core.Tokens;

/// <summary>The text form of credential locations: header, query, basic.</summary>
public static class TokenPlaces
{
    public static string NameOf(TokenPlace place) => place switch
    {
        TokenPlace.Query => "query",
        TokenPlace.Basic => "basic",
        _ => "header",
    };
}
