namespace TokenGateway.Portal.Tokens;

/// <summary>The errors of a form, by field.</summary>
internal sealed class FieldProblems
{
    /// <summary>Errors of the form as a whole.</summary>
    public const string Form = "";

    private readonly List<(string Field, string Text)> _all = [];

    public IReadOnlyList<(string Field, string Text)> All => _all;

    public bool Any => _all.Count > 0;

    public void Add(string field, string text) => _all.Add((field, text));

    public string? Of(string field) => _all.Find(one => one.Field == field).Text;
}
