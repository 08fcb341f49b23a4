using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Core.Tokens;
using TokenGateway.Management.Api.OpenApi;
using TokenGateway.Management.Api.Requests;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Policies;

namespace TokenGateway.Management.Api.Settings;

/// <summary><c>/settings</c>.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder routes)
    {
        var settings = routes.MapGroup("/settings").WithTags("Settings").RequireAuthorization(ManagementPolicies.Settings);
        settings.MapGet("", Get).Describe("GetSettings", "Show the run-time settings")
            .Answers<SettingsView>(200, ApiExamples.Settings).Refuses(400, 401, 403);
        settings.MapPatch("", PatchAsync).WithMetadata(AlwaysPossible.Instance).Describe("PatchSettings", "Change the run-time settings", "Takes effect on this node at once, on other nodes within a second.")
            .Takes<PatchSettingsRequest>(ApiExamples.PatchSettings).Answers<SettingsView>(200, ApiExamples.Settings).Refuses(400, 401, 403, 409, 413, 415);
    }

    private static IResult Get(HttpContext context, SettingsLifecycle settings)
    {
        var caller = CallerFeature.Required(context);
        return Answer.Of(settings.Get(caller.Actor, caller.Model), Shown);
    }

    private static async Task<IResult> PatchAsync(HttpContext context, SettingsLifecycle settings)
    {
        var caller = CallerFeature.Required(context);
        var body = await JsonBody.ReadAsync(context, SettingsJson.Default.PatchSettingsRequest);
        var wanted = new RunTimeSettings
        {
            Enabled = body.Value.Enabled,
            Creators = Read.Word<TokenCreators>("creators", body.Value.Creators),
            MaxPerUser = body.Value.MaxPerUser,
            MaxLifetime = Read.Duration("maxLifetime", body.Value.MaxLifetime),
            AllowNonExpiring = body.Value.AllowNonExpiring,
        };
        var names = Enum.GetValues<SettingName>().Where(name => body.Has(JsonNamingPolicy.CamelCase.ConvertName(name.ToString()))).ToHashSet();
        return Answer.Of(await settings.SetAsync(caller.Actor, wanted, names, caller.Model, context.RequestAborted), Shown);
    }

    private static IResult Shown(EffectiveSettings settings) => Answer.Json(SettingsView.Of(settings), SettingsJson.Default.SettingsView);
}
