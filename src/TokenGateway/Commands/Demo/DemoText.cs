namespace TokenGateway.Commands.Demo;

/// <summary>The output of the demo: every line can be pasted unchanged.</summary>
internal static class DemoText
{
    public static string For(string edge, string management, DemoFolder folder, DemoPeople people) => $"""

        TokenGateway demo: a sample order API that knows nothing of tokens, and the gateway in front of it.

          traffic      {edge}
          portal       {management}   (also the REST API, /healthz, /readyz)
          data         {folder.Path}{(folder.IsTemporary ? "   (deleted at the end)" : "")}

        Paste into another terminal:

          export TGW_TOKEN={people.EngineersToken}

        Who am I, and what may I do?                                              -> 200
          curl -i -H "Authorization: Bearer $TGW_TOKEN" {edge}/.tokengateway/me

        erik, an engineer, reads the orders; the API answers as erik              -> 200
          curl -i -H "Authorization: Bearer $TGW_TOKEN" {edge}/orders
        ... and with the token in the query, of which the API sees nothing        -> 200
          curl -i "{edge}/orders?api_token=$TGW_TOKEN"
        ... and places an order                                                   -> 201
          curl -i -X POST -H "X-API-Key: $TGW_TOKEN" -H "Content-Type: application/json" -d '{JsonOrder}' {edge}/orders

        Without a token                                                           -> 401
          curl -i {edge}/orders

        uma, a user, may read orders but not place them                           -> 403
          curl -i -X POST -H "Authorization: Bearer {people.UsersToken}" -H "Content-Type: application/json" -d '{JsonOrder}' {edge}/orders
        erik may not read reports ...                                             -> 403
          curl -i -H "Authorization: Bearer $TGW_TOKEN" {edge}/reports/revenue
        ... ada, an administrator, may                                            -> 200
          curl -i -H "Authorization: Bearer {people.AdministratorsToken}" {edge}/reports/revenue

        Or in a browser: create a token, paste the command that the page shows, delete the token, paste it again.

          {management}/tokens/new

        Sign in as:

          uma    {people.Password}   reads orders
          erik   {people.Password}   also places them
          ada    {people.Password}   administers users, tokens and settings

        Ctrl+C ends it.


        """;

    private const string JsonOrder = """{"customer":"Initech","item":"stapler","quantity":3,"unitPrice":12.5}""";
}
