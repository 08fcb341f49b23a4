using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TokenGateway.EndToEnd.Tests.Failures;

/// <summary>
/// The changes that writers reported before and after each commit (<c>TokenGateway.StoreChild</c>), compared with the store: it must
/// contain every acknowledged change and, per killed writer, at most the one change in progress.
/// </summary>
internal sealed class ChangeLog
{
    private readonly Dictionary<string, Fate> _subjects = new(StringComparer.Ordinal);
    private long _lastChange;

    /// <summary>The values of acknowledged tokens, by id.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The number of acknowledged changes.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>The number of changes that were begun but not acknowledged, and that are in the store anyway.</summary>
    public int HappenedUnacknowledged { get; private set; }

    /// <summary>The number of changes that were begun but not acknowledged.</summary>
    public int Begun { get; private set; }

    /// <summary>Adds the complete output of one writer.</summary>
    public void Read(IReadOnlyList<string> lines)
    {
        string[]? begun = null;
        foreach (var words in lines.Select(line => line.Split(' ')))
        {
            switch (words[0])
            {
                case ">":
                    begun = words;
                    break;
                case "<":
                    Acknowledge(words);
                    begun = null;
                    break;
                case "=":
                    begun = null;
                    break;
            }
        }

        if (begun is not null)
            Begin(begun);
    }

    /// <summary>The tokens whose state is certain, each with whether it may be used.</summary>
    public IEnumerable<(string Value, bool IsAlive)> Certain(Func<string, string> ownerOf) =>
        from one in Values
        let token = _subjects[one.Key]
        let owner = _subjects.GetValueOrDefault(ownerOf(one.Key))
        where token.Perhaps is null && owner?.Perhaps is null
        select (one.Value, token.State == "active" && owner?.State != "disabled");

    /// <summary>Compares with the file and resolves uncertain changes.</summary>
    public void ShouldStandIn(string store)
    {
        using var connection = new SqliteConnection($"Data Source={store};Pooling=False");
        connection.Open();
        Ask(connection, "PRAGMA integrity_check").ShouldBe(["ok"]);
        foreach (var line in Ask(connection, "SELECT id || ' ' || CASE WHEN deleted_at IS NOT NULL THEN 'deleted' WHEN active THEN 'active' ELSE 'inactive' END FROM tokens"))
            Settle(line.Split(' '));
        foreach (var line in Ask(connection, "SELECT id || ' ' || CASE WHEN disabled THEN 'disabled' ELSE 'enabled' END FROM users"))
            Settle(line.Split(' '));
        _subjects.ShouldAllBe(one => one.Value.WasSeen, "Something that was acknowledged is not in the store.");
        foreach (var fate in _subjects.Values)
            fate.WasSeen = false;
        ShouldHaveNoGap(connection);
    }

    // Numbers have no gaps as long as no change is lost: a rollback returns its number.
    private void ShouldHaveNoGap(SqliteConnection connection)
    {
        var numbers = Ask(connection, "SELECT count(*) || ' ' || max(seq) || ' ' || (SELECT seq FROM change_head) FROM changes")
            .Single().Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
        numbers.Distinct().Count().ShouldBe(1, "changes: count, last, sequence " + string.Join(", ", numbers));
        numbers[0].ShouldBeGreaterThanOrEqualTo(_lastChange);
        numbers[0].ShouldBeGreaterThanOrEqualTo(Acknowledged);
        _lastChange = numbers[0];
    }

    private void Acknowledge(string[] words)
    {
        // Deactivating an inactive token changes nothing, and so takes no number.
        if (words[1] != "deactivate" || _subjects.GetValueOrDefault(words[2]) is { State: "active", Perhaps: null })
            Acknowledged++;
        if (words[1] == "create")
            Values[words[2]] = words[3];
        _subjects[words[2]] = new Fate(StateAfter(words[1]));
    }

    private void Begin(string[] words)
    {
        Begun++;
        if (words[1] == "create")
            return;

        // Only users are changed without an earlier report.
        if (!_subjects.TryGetValue(words[2], out var fate))
            _subjects[words[2]] = fate = new Fate("enabled");
        fate.Perhaps = StateAfter(words[1]);
    }

    private void Settle(string[] row)
    {
        // The id of a token that was created but not acknowledged is unknown.
        if (!_subjects.TryGetValue(row[0], out var fate))
            return;
        fate.WasSeen = true;
        if (fate.Perhaps is { } perhaps && row[1] == perhaps)
        {
            HappenedUnacknowledged++;
            fate.State = perhaps;
        }

        fate.Perhaps = null;
        row[1].ShouldBe(fate.State, $"token or user {row[0]}");
    }

    private static string StateAfter(string change) => change switch
    {
        "create" or "activate" => "active",
        "deactivate" => "inactive",
        "delete" => "deleted",
        "disable" => "disabled",
        "enable" => "enabled",
        _ => throw new ArgumentException(change, nameof(change)),
    };

    private static List<string> Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
            lines.Add(rows.GetString(0));
        return lines;
    }

    private sealed class Fate(string state)
    {
        public string State { get; set; } = state;

        /// <summary>The other possible state, after a change that was begun.</summary>
        public string? Perhaps { get; set; }

        public bool WasSeen { get; set; }
    }
}
