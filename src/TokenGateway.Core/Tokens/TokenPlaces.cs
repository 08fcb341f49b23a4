namespace TokenGateway.Core.Tokens;

/// <summary>How places are written: header, query, basic.</summary>
public static class TokenPlaces
{
    public static string NameOf(TokenPlace place) => place switch
    {
        TokenPlace.Query => "query",
        TokenPlace.Basic => "basic",
        _ => "header",
    };
}
