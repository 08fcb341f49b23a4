using Microsoft.AspNetCore.Mvc;
using TokenGateway.Core.Lifecycle;
using TokenGateway.Core.Settings;
using TokenGateway.Portal.Settings;
using TokenGateway.Portal.Tokens;

namespace TokenGateway.Portal.Pages;

/// <summary>The run-time settings, within the limits of the file.</summary>
internal sealed class SettingsModel(SettingsLifecycle settings) : PortalPage
{
    public SettingsForm Form { get; private set; } = new();

    public FieldProblems Problems { get; } = new();

    public IReadOnlyList<SettingRow> Rows { get; private set; } = [];

    public bool IsSaved { get; private set; }

    public IActionResult OnGet(string? done)
    {
        if (Show() is not { } present)
            return Missing;
        Form = SettingsForm.Of(present);
        IsSaved = done == "saved";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Show() is not { } present)
            return Missing;
        Form = SettingsForm.Of(await Request.ReadFormAsync(Aborted), present);
        if (Form.Read(Problems) is not { } wanted)
            return Again();
        var names = Form.ChangedSince(SettingsForm.Of(present));
        var result = await settings.SetAsync(Actor, wanted, names, Model, Aborted);
        if (result.Succeeded)
            return Next("/settings?done=saved");
        Problems.Add(SettingsForm.FieldOf(result.Error, wanted, names, present), result.Error.Message);
        return Again();
    }

    private EffectiveSettings? Show()
    {
        var found = settings.Get(Actor, Model);
        if (found.Succeeded)
            Rows = SettingRow.Of(found.Value);
        return found.Value;
    }
}
