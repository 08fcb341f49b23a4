using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;
using TokenGateway.Management.Problems;

namespace TokenGateway.Management.Api.Audit;

/// <summary><c>GET /audit</c>.</summary>
internal static class AuditEndpoint
{
    private const string Kind = "audit";

    public static void MapAudit(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/audit", ListAsync).WithTags("Audit").RequireAuthorization(ManagementPolicies.Audit).Describe("ListAudit", "Read the audit log, the newest first")
            .Answers<AuditList>(200, ApiExamples.AuditList).Refuses(400, 401, 403);

    private static async Task<IResult> ListAsync(
        HttpContext context, AuditReader reader,
        [Description("user:ID, token:ID, cli:NAME or gateway.")] string? actor,
        [Description("Such as token.created.")] string? action,
        [Description("token:ID, user:ID, settings or audit.")] string? subject,
        [Description("From this time on.")] string? from,
        [Description("Before this time.")] string? until,
        [Description("The number of items, 1 to 500. Default: 100.")] string? limit,
        [Description("The value of next of the previous page.")] string? cursor)
    {
        var most = Read.Limit(limit);
        var filter = new AuditFilter
        {
            Actor = actor,
            Action = ReadAction(action),
            Subject = subject,
            From = Read.Moment(nameof(from), from),
            Until = Read.Moment(nameof(until), until),
        };
        var found = await reader.ListAsync(CallerFeature.Required(context).Actor, filter, ReadCursor(cursor), most + 1, context.RequestAborted);
        return Answer.Of(found, records =>
        {
            var (items, next) = Page.Cut(records, most, Kind, record => record.Seq.ToString(CultureInfo.InvariantCulture));
            return Answer.Json(new AuditList([.. items.Select(AuditView.Of)], next), AuditJson.Default.AuditList);
        });
    }

    private static long? ReadCursor(string? cursor) => Cursor.Read(Kind, cursor) is not { } place ? null
        : long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var seq) ? seq
        : throw Cursor.Wrong();

    private static AuditAction? ReadAction(string? text) => text is null ? null
        : AuditActions.TryParse(text, out var action) ? action
        : throw ApiException.Value("action", $"one of {string.Join(", ", AuditActions.Names)} is expected.");
}
