using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Access;
using TokenGateway.Core.Auditing;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Core.Usage;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Api.Routes;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Tokens;

/// <summary>One token: its data, access, usage and actions.</summary>
internal sealed class TokenModel(TokenLifecycle tokens, IUsageStore usage, IAuditLog audit, TokenReveals reveals, TokenPages pages, ShownOnce shownOnce, SentForms forms) : PortalPage
{
    private const int RecordsShown = 20;

    public Token Token { get; private set; } = null!;

    public IReadOnlyList<string> Permissions { get; private set; } = [];

    public IReadOnlyList<OpenedRoute> Opens { get; private set; } = [];

    /// <summary>Requests of the last days; null: not recorded for a declared token.</summary>
    public UsageChart? Usage { get; private set; }

    /// <summary>Which permissions requests needed; null: none are recorded of a token that the file declares, or of one that is deleted.</summary>
    public TokenPrivileges? Needs { get; private set; }

    /// <summary>Null: none since refusals are recorded.</summary>
    public TokenRefusal? LastRefusal { get; private set; }

    /// <summary>
    /// A link that explains the last refused request, with a path that its route matches, since the original path is not
    /// stored. Null: the caller may not ask, or the request is unknown.
    /// </summary>
    public string? ExplainLink => LastRefusal is { Route: { } route, Method: { } method } && ManagementRules.MayInspect(Actor) is null && pages.PathOn(route) is { } path
        ? $"/explain?method={method}&path={Uri.EscapeDataString(path)}&tokenId={Token.Id}"
        : null;

    public IReadOnlyList<AuditRecord> Records { get; private set; } = [];

    /// <summary>The failed action; null: none.</summary>
    public string? Problem { get; private set; }

    /// <summary>The completed action; null: none.</summary>
    public string? Done { get; private set; }

    public string NeedsSentence(DateOnly since)
    {
        var (held, used) = (Needs!.Held.Count, Needs.Names(PermissionNeed.Used).Count);
        return since > UsagePeriod.Last(OverPrivileged.Window.Days + 1, Now).From
            ? Text.Needs_CountSince.With(used, held, UsageChart.ShowDay(since))
            : Text.Needs_Count.With(used, held, OverPrivileged.Window.Days);
    }

    public bool CanUndo { get; private set; }

    /// <summary>Identifies the rotation form if it is submitted twice.</summary>
    public string Once { get; } = SentForms.NewNumber();

    public DateTimeOffset Now => pages.Now;

    public TokenState State => Token.StateAt(Now);

    public bool IsLive => State is TokenState.Active or TokenState.Inactive && !Token.Id.IsDeclared;

    /// <summary>The text to type before the token is deleted.</summary>
    public string ConfirmText => Token.Name.Length > 0 ? Token.Name : Token.Id.ToString();

    public bool IsRecoverable => Model.Vault is not null && Actor.User is { } user && Token.IsOwnedBy(user);

    public bool HasOverlap => Token.OverlapEndsAt > Now;

    /// <summary>The list that contains the token.</summary>
    public string ListPath => May(ManagementRights.Tokens) || Token.Owner == Actor.User!.Id ? "/tokens" : UserPaths.TokensOf(Token.Owner);

    public string EdgeUrl => pages.EdgeUrl(Request);

    public async Task<IActionResult> OnGetAsync(string id, string? done)
    {
        Done = done switch { "off" => Text.Done_Off, "on" => Text.Done_On, "overlap" => Text.Done_Overlap, _ => null };
        CanUndo = done == "off";
        return await ShowAsync(id) ? Page() : Missing;
    }

    [Call(CallKind.Lower)]
    public Task<IActionResult> OnPostDeactivateAsync(string id) => ChangeAsync(id, token => tokens.DeactivateAsync(Actor, token, Aborted), "?done=off");

    public Task<IActionResult> OnPostActivateAsync(string id) => ChangeAsync(id, token => tokens.ActivateAsync(Actor, token, Model, Aborted), "?done=on");

    [Call(CallKind.Lower)]
    public Task<IActionResult> OnPostEndOverlapAsync(string id) => ChangeAsync(id, token => tokens.EndOverlapAsync(Actor, token, Aborted), "?done=overlap");

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostDeleteAsync(string id, string? name)
    {
        if (!await ShowAsync(id))
            return Missing;
        if (name != ConfirmText)
            return Refuse(Text.Delete_NotTheName.With(ConfirmText));
        var result = await tokens.DeleteAsync(Actor, Token.Id, Aborted);
        return result.Succeeded ? Next($"{ListPath}{(ListPath.Contains('?', StringComparison.Ordinal) ? '&' : '?')}deleted={Token.Id}") : Refuse(result.Error.Message);
    }

    /// <summary>A second rotation would end the overlap of the first.</summary>
    public async Task<IActionResult> OnPostRotateAsync(string id, string? overlap, string? once)
    {
        if (!await ShowAsync(id))
            return Missing;
        var hours = int.TryParse(overlap, NumberStyles.None, CultureInfo.InvariantCulture, out var chosen) ? chosen : 0;
        return await forms.OnceAsync(Session.Digest, once ?? "", () => RotateAsync(TimeSpan.FromHours(hours))) is { } next ? Next(next) : Again();
    }

    public async Task<IActionResult> OnPostRevealAsync(string id)
    {
        if (!await ShowAsync(id))
            return Missing;
        var result = await reveals.RevealAsync(Actor, Session.SignedInAt, Token.Id, Aborted);
        if (result.Error is { Code: RefusalCode.SignInAgain })
            return Next(AgainPath($"/tokens/{Token.Id}"));
        return result.Succeeded ? Next(Keep(new Shown(Token, result.Value.Value, ShownReason.Revealed))) : Refuse(result.Error.Message);
    }

    private async Task<string?> RotateAsync(TimeSpan overlap)
    {
        var result = await tokens.RotateAsync(Actor, Token.Id, overlap, Model, Aborted);
        if (result.Succeeded)
            return Keep(new Shown(result.Value.Token, result.Value.Value, ShownReason.Rotated));
        if (result.Error is { Code: RefusalCode.SignInAgain })
            return AgainPath($"/tokens/{Token.Id}");
        Problem = result.Error.Message;
        return null;
    }

    // Returns the path of the page that shows it.
    private string Keep(Shown shown) => $"/tokens/created/{shownOnce.Keep(Session.Digest, Session.User, shown)}";

    private async Task<IActionResult> ChangeAsync(string id, Func<TokenId, ValueTask<LifecycleResult<Token>>> change, string query)
    {
        if (!await ShowAsync(id))
            return Missing;
        var result = await change(Token.Id);
        return result.Succeeded ? Next($"/tokens/{Token.Id}{query}") : Refuse(result.Error.Message);
    }

    private IActionResult Refuse(string problem)
    {
        Problem = problem;
        return Again();
    }

    private async Task<bool> ShowAsync(string text)
    {
        if (!TokenId.TryParse(text, out var id) || await tokens.GetAsync(Actor, id, Aborted) is not { Succeeded: true } found)
            return false;
        Token = found.Value;
        Permissions = await pages.PermissionsAsync(Token, Model, Aborted);
        Opens = Token.DeletedAt is null ? await pages.OpenedByAsync(Token, Model, Aborted) : [];
        if (id.IsDeclared)
            return true;
        var period = UsagePeriod.Last(UsagePeriod.DefaultDays, Now);
        Usage = new UsageChart(period.Fill(await usage.ListDaysAsync(id, period.From, period.Until, Aborted)));
        Needs = Token.DeletedAt is null ? await tokens.GetPrivilegesAsync(Token, Model, Aborted) : null;
        LastRefusal = await usage.FindLastRefusalAsync(id, Aborted);
        Records = await audit.ListNewestAsync(new AuditFilter { Subject = TokenAudit.SubjectOf(id) }, null, RecordsShown, Aborted);
        return true;
    }
}
