using TokenGateway.Core.Auditing;

namespace TokenGateway.Storage.Sql;

/// <summary>The rows of <c>audit_ends</c>.</summary>
internal static class AuditEnds
{
    /// <summary>The newest record.</summary>
    public const string Head = "head";

    /// <summary>The last record that retention removed, or that an earlier key sealed.</summary>
    public const string Checkpoint = "checkpoint";

    public static Task<AuditHead?> ReadAsync(SqlSession session, string which) =>
        session.ReadRowAsync("SELECT seq, seal, signature FROM audit_ends WHERE which = @which", new { which }, AuditRow.ReadEnd);

    public static Task WriteAsync(SqlWrite write, string which, AuditHead end) => write.ExecuteAsync(
        """
        INSERT INTO audit_ends (which, seq, seal, signature) VALUES (@which, @seq, @seal, @signature)
        ON CONFLICT (which) DO UPDATE SET seq = excluded.seq, seal = excluded.seal, signature = excluded.signature
        """,
        new { which, seq = end.Seq, seal = end.Seal.ToArray(), signature = end.Signature.ToArray() });
}
