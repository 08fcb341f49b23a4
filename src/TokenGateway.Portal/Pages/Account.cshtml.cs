using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Management.Authentication.Sessions;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;

namespace TokenGateway.Portal.Pages;

/// <summary>Who one is, and one's password. Changing it ends all of one's sessions, this one too.</summary>
internal sealed class AccountModel(PasswordGate gate, PasswordHashing passwords, UserLifecycle users) : PortalPage
{
    public const int Shortest = PasswordRules.MinLength;

    public string? Problem { get; private set; }

    public DateTimeOffset SignedInAt => Session.SignedInAt;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? present, string? wanted)
    {
        LifecycleError? refusal = null;
        var user = Actor.User!.Id;
        if (PasswordRules.FaultOf(wanted ?? "", user) is { } fault)
            return Refuse(Text.Account_NotGood.With(fault));
        var passage = await gate.TryAsync(user.Value, present ?? "", CallerAddress.Of(HttpContext), async _ =>
        {
            refusal = (await users.SetPasswordHashAsync(Actor, user, await passwords.HashAsync(wanted!, Aborted), Model, Aborted)).Error;
            return true;
        }, Aborted);
        if (passage.Outcome != SignInOutcome.Done)
            return Refuse(passage.Outcome == SignInOutcome.TooMany ? Text.SignIn_TooMany : Text.Account_Wrong);
        if (refusal is not null)
            return Refuse(refusal.Message);
        SessionCookie.Clear(HttpContext);
        return Next("/sign-in");
    }

    private IActionResult Refuse(string problem)
    {
        Problem = problem;
        return Again();
    }
}
