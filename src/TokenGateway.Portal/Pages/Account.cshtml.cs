using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passkeys;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>Who one is, one's password and one's passkeys. Changing the password ends all of one's sessions, this one too.</summary>
internal sealed class AccountModel(PasswordGate gate, PasswordHashing passwords, UserLifecycle users, PasskeyLifecycle passkeys, PasskeyCeremonies ceremonies) : PortalPage
{
    public const int Shortest = PasswordRules.MinLength;

    public string? Problem { get; private set; }

    /// <summary>Null: the identity provider does not say.</summary>
    public DateTimeOffset? SignedInAt => Session.SignedInAt == TokenGateway.Core.Sessions.Session.UnknownTime ? null : Session.SignedInAt;

    public string? PasskeyProblem { get; private set; }

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    /// <summary>Whether somebody like this has passkeys at all.</summary>
    public bool HasPasskeys => Model.SignIn.AllowsPasskeys && Actor.User is { IsDeclared: false, Login: null };

    /// <summary>Whether one may be added in this session now.</summary>
    public bool MayAdd => passkeys.MayAdd(Actor) is null;

    public static string SignInAgain => AgainPath("/account");

    public Task OnGetAsync() => FillAsync();

    /// <summary>What the browser asks its authenticators.</summary>
    public async Task<IActionResult> OnGetPasskeyOptionsAsync() =>
        HasPasskeys && MayAdd ? Content(await ceremonies.CreationOptionsAsync(HttpContext, Actor), "application/json") : Missing;

    public async Task<IActionResult> OnPostAddPasskeyAsync(string? name, string? credential)
    {
        if (!HasPasskeys)
            return Missing;
        var added = await ceremonies.AddAsync(HttpContext, Actor, credential ?? "", (name ?? "").Trim());
        return added.Succeeded ? Next("/account") : await RefusePasskeyAsync(added.Error.Message);
    }

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostRemovePasskeyAsync(string? id)
    {
        var removed = await passkeys.RemoveAsync(Actor, id ?? "", Aborted);
        return removed.Succeeded ? Next("/account") : Missing;
    }

    public async Task<IActionResult> OnPostAsync(string? present, string? wanted)
    {
        LifecycleError? refusal = null;
        var user = Actor.User!.Id;
        if (PasswordRules.FaultOf(wanted ?? "", user) is { } fault)
            return await RefuseAsync(Text.Account_NotGood.With(fault));
        var passage = await gate.TryAsync(user.Value, present ?? "", CallerAddress.Of(HttpContext), async _ =>
        {
            refusal = (await users.SetPasswordHashAsync(Actor, user, await passwords.HashAsync(wanted!, Aborted), Model, Aborted)).Error;
            return true;
        }, Aborted);
        if (passage.Outcome != SignInOutcome.Done)
            return await RefuseAsync(passage.Outcome == SignInOutcome.TooMany ? Text.SignIn_TooMany : Text.Account_Wrong);
        if (refusal is not null)
            return await RefuseAsync(refusal.Message);
        SessionCookie.Clear(HttpContext);
        return Next("/sign-in");
    }

    private async Task<IActionResult> RefuseAsync(string problem)
    {
        Problem = problem;
        await FillAsync();
        return Again();
    }

    private async Task<IActionResult> RefusePasskeyAsync(string problem)
    {
        PasskeyProblem = problem;
        await FillAsync();
        return Again();
    }

    private async Task FillAsync() => Passkeys = HasPasskeys ? await passkeys.ListAsync(Actor, Aborted) : [];
}
