using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using TokenGateway.Dialects.Calls;

namespace TokenGateway.Dialects.Goldcast;

/// <summary>Goldcast has no public calls for tokens; its clients check a token with the cheapest other call.</summary>
internal static class GoldcastCalls
{
    public static readonly ImmutableArray<DialectCall> All = [new(HttpMethods.Get, "/core/organization/", ShowOrganizationAsync) { Part = DialectParts.Organization }];

    private static Task ShowOrganizationAsync(DialectExchange exchange)
    {
        var realm = exchange.Realm.Value;
        var organization = new GoldcastOrganization(realm, realm, realm, exchange.Model.TokensOf(exchange.Realm).Enabled);
        return DialectAnswer.WriteAsync(
            exchange, StatusCodes.Status200OK, new GoldcastOrganizations(1, null, null, [organization]), GoldcastJson.Default.GoldcastOrganizations);
    }
}
