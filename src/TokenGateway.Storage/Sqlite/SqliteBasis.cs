using TokenGateway.Core.Storage;

namespace TokenGateway.Storage.Sqlite;

/// <summary>Compares what a write rests on with what is there, under the write lock.</summary>
internal static class SqliteBasis
{
    /// <exception cref="ChangedMeanwhileException">Something is not as it was when the decision was made.</exception>
    public static void Require(SqliteWrite write, WriteBasis basis)
    {
        foreach (var user in basis.Users)
        {
            if (!WriteBasis.Holds(user, SqliteUserWrites.Read(write, user.Id)))
                throw new ChangedMeanwhileException();
        }

        if (basis.Credential is { } credential && !basis.Holds(SqliteSecretWrites.Read(write, credential.Id), write.At))
            throw new ChangedMeanwhileException();
        if (basis.Session is { } session
            && write.ReadNumber("SELECT count(*) FROM sessions WHERE digest = @digest", new { digest = session.ToArray() }) == 0)
        {
            throw new ChangedMeanwhileException();
        }
    }
}
