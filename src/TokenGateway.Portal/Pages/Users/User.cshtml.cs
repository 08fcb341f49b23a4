using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Refusals;
using TokenGateway.Core.Sessions;
using TokenGateway.Core.Storage;
using TokenGateway.Core.Tokens;
using TokenGateway.Dialects.Calls;
using TokenGateway.Management.Authentication.Passwords;
using TokenGateway.Portal.Sessions;
using TokenGateway.Portal.Texts;
using TokenGateway.Portal.Tokens;
using TokenGateway.Portal.Users;

namespace TokenGateway.Portal.Pages.Users;

/// <summary>One user: the editable data, and the effect of changes on tokens.</summary>
internal sealed class UserModel(UserLifecycle users, ServiceAccounts accounts, IUserStore store, ITokenStore tokens, PasskeyLifecycle passkeys, PasswordHashing passwords, TokenPages pages) : PortalPage
{
    /// <summary>The maximum number of live tokens to count.</summary>
    public const int MostCounted = 1000;

    /// <summary>The displayed user; <see cref="Microsoft.AspNetCore.Mvc.RazorPages.PageModel.User"/> is the framework's.</summary>
    public User Subject { get; private set; } = null!;

    public UserForm Form { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    public UserFields Fields => new(Form, Problems, RoleChoice.Of(Actor, Subject, Model));

    public bool HasPassword { get; private set; }

    /// <summary>The existing maintainers of a service account; empty for a person.</summary>
    public IReadOnlyList<User> Maintainers { get; private set; } = [];

    public bool IsUnmaintained => ServiceAccounts.IsUnmaintained(Subject, Maintainers);

    public IReadOnlyList<Passkey> Passkeys { get; private set; } = [];

    /// <summary>The number of the user's live tokens, even if the user is disabled; one more than <see cref="MostCounted"/>: more.</summary>
    public int Live { get; private set; }

    /// <summary>The completed action; null: none.</summary>
    public string? Done { get; private set; }

    public bool IsSelf => Actor.User!.Id == Subject.Id;

    public async Task<IActionResult> OnGetAsync(string id, string? done)
    {
        if (!await ShowAsync(id))
            return Missing;
        Done = done switch
        {
            "created" => Text.User_DoneCreated,
            "saved" => Text.User_DoneSaved,
            "password" => Text.User_DonePassword,
            "no-passkey" => Text.User_DoneNoPasskey,
            "no-password" => Text.User_DoneNoPassword,
            "disabled" => Text.User_DoneDisabled,
            "enabled" => Text.User_DoneEnabled,
            _ => null,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await ShowAsync(id))
            return Missing;
        Form = UserForm.Of(await Request.ReadFormAsync(Aborted)) with { IsService = Subject.IsService };
        var named = Subject.IsService ? Form.ReadMaintainers(Problems) : null;
        if (Form.ReadChange(Subject, Problems) is not { } patch)
            return Again();
        if (named?.ToHashSet().SetEquals(Maintainers.Select(user => user.Id)) == false)
        {
            var maintainers = await accounts.ReadAsync(Actor, named, Model, Aborted);
            if (!maintainers.Succeeded)
                return Refuse("maintainers", maintainers.Error.Message);
            patch = patch with { Maintainers = maintainers.Value };
        }

        var result = await users.PatchAsync(Actor, Subject.Id, patch, Model, Aborted);

        // The id is unchanged, so only the address can conflict.
        return result.Succeeded ? Reload("saved") : Refuse(result.Error, result.Error.Code == RefusalCode.UserExists ? "email" : UserForm.FieldOf(result.Error.Code));
    }

    public async Task<IActionResult> OnPostPasswordAsync(string id, string? password)
    {
        if (!await ShowAsync(id))
            return Missing;

        // Changing one's own password requires the current one, on another page.
        if (IsSelf)
            return Refuse(FieldProblems.Form, Text.User_OwnPassword);
        if (PasswordRules.FaultOf(password ?? "", Subject.Id) is { } fault)
            return Refuse("password", Text.Account_NotGood.With(fault));
        return await WriteAsync(await passwords.HashAsync(password!, Aborted), "password");
    }

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostRemovePasswordAsync(string id)
    {
        if (!await ShowAsync(id))
            return Missing;
        return IsSelf ? Refuse(FieldProblems.Form, Text.User_OwnPassword) : await WriteAsync(null, "no-password");
    }

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostRemovePasskeyAsync(string id, string? passkey)
    {
        if (!await ShowAsync(id))
            return Missing;
        var removed = await passkeys.RemoveAsync(Actor, Subject, passkey ?? "", Aborted);
        return removed.Succeeded ? Reload("no-passkey") : Refuse(FieldProblems.Form, removed.Error.Message);
    }

    [Call(CallKind.Lower)]
    public Task<IActionResult> OnPostDisableAsync(string id) => SetDisabledAsync(id, true);

    public Task<IActionResult> OnPostEnableAsync(string id) => SetDisabledAsync(id, false);

    [Call(CallKind.Lower)]
    public async Task<IActionResult> OnPostDeleteAsync(string id, string? confirm)
    {
        if (!await ShowAsync(id))
            return Missing;
        if (confirm != Subject.Id.Value)
            return Refuse("confirm", Text.Delete_NotTheName.With(Subject.Id));
        var result = await users.DeleteAsync(Actor, Subject.Id, Model, Aborted);
        return result.Succeeded
            ? Next($"{UserPaths.All}?deleted={Uri.EscapeDataString(Subject.Id.Value)}")
            : Refuse(FieldProblems.Form, result.Error.Message);
    }

    private async Task<IActionResult> WriteAsync(string? hash, string done)
    {
        var result = await users.SetPasswordHashAsync(Actor, Subject.Id, hash, Model, Aborted);
        return result.Succeeded ? Reload(done) : Refuse(result.Error, "password");
    }

    private async Task<IActionResult> SetDisabledAsync(string id, bool isDisabled)
    {
        if (!await ShowAsync(id))
            return Missing;
        var result = await users.SetDisabledAsync(Actor, Subject.Id, isDisabled, Model, Aborted);
        return result.Succeeded ? Reload(isDisabled ? "disabled" : "enabled") : Refuse(FieldProblems.Form, result.Error.Message);
    }

    private IActionResult Reload(string done) => Next($"{UserPaths.Of(Subject.Id)}?done={done}");

    private IActionResult Refuse(LifecycleError error, string field) =>
        error.Code == RefusalCode.SignInAgain ? Next(AgainPath(UserPaths.Of(Subject.Id))) : Refuse(field, error.Message);

    private IActionResult Refuse(string field, string problem)
    {
        Problems.Add(field, problem);
        return Again();
    }

    private async Task<bool> ShowAsync(string text)
    {
        if (ManagementRules.MayManageUsers(Actor) is not null || !UserPaths.TryRead(text, out var id)
            || await users.GetAsync(Actor, id, Model, Aborted) is not { Succeeded: true } found)
        {
            return false;
        }

        Subject = found.Value;
        Maintainers = await accounts.MaintainersOfAsync(Subject, Model, Aborted);
        Form = UserForm.Of(Subject, Maintainers);
        HasPassword = !Subject.IsDeclared && await store.GetPasswordHashAsync(id, Aborted) is not null;
        Passkeys = (await passkeys.ListAsync(Actor, Subject, Aborted)).Value ?? [];
        var filter = new TokenFilter { Owner = id, OwnerNumber = Subject.IsDeclared ? null : Subject.Number, State = TokenState.Active, Now = pages.Now };
        Live = (await tokens.ListAsync(filter, null, MostCounted + 1, Aborted)).Count;
        return true;
    }
}
