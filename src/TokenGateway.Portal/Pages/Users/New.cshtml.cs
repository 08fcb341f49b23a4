using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Sessions;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Users;

/// <summary>The form of a new user: a person, with or without a first password, or a service account.</summary>
internal sealed class NewUserModel(UserLifecycle users, ServiceAccounts accounts, PasswordHashing passwords) : PortalPage
{
    public UserForm Form { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    public UserFields Fields => new(Form, Problems, RoleChoice.Of(Actor, null, Model));

    public IActionResult OnGet()
    {
        if (ManagementRules.MayManageUsers(Actor) is not null)
            return Missing;
        Form = UserForm.Of(Request.Query);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? password)
    {
        if (ManagementRules.MayManageUsers(Actor) is not null)
            return Missing;
        Form = UserForm.Of(await Request.ReadFormAsync(Aborted));

        // Fields of the other kind are hidden and ignored.
        if (Form.IsService)
            password = null;
        var user = Form.ReadNew(Problems);
        if (user is not null && password?.Length > 0 && PasswordRules.FaultOf(password, user.Id) is { } fault)
            Problems.Add("password", Text.Account_NotGood.With(fault));
        var named = Form.IsService ? Form.ReadMaintainers(Problems) : null;
        if (user is null || Problems.Any)
            return Again();
        if (Form.IsService)
        {
            var maintainers = await accounts.ReadAsync(Actor, named!, Model, Aborted);
            if (!maintainers.Succeeded)
                return Refuse("maintainers", maintainers.Error.Message);
            user = user with { Maintainers = maintainers.Value };
        }

        var hash = password?.Length > 0 ? await passwords.HashAsync(password, Aborted) : null;
        var created = await users.CreateAsync(Actor, user, hash, Model, Aborted);
        if (created.Succeeded)
            return Next($"{UserPaths.Of(user.Id)}?done=created");
        if (created.Error.Code == RefusalCode.SignInAgain)
            return Next(AgainPath(Form.Link));
        return Refuse(FieldOf(created.Error.Code), created.Error.Message);
    }

    private IActionResult Refuse(string field, string problem)
    {
        Problems.Add(field, problem);
        return Again();
    }

    // The id or the e-mail address may be taken.
    private string FieldOf(RefusalCode code) => code == RefusalCode.UserExists && Form.Email.Length == 0 ? "id" : UserForm.FieldOf(code);
}
