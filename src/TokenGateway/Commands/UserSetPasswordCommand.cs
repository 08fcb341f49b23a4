using System.CommandLine;

namespace TokenGateway.Commands;

/// <summary><c>user set-password</c>.</summary>
internal static class UserSetPasswordCommand
{
    public static Command Create()
    {
        var subject = UserSubject.Create();
        var password = PasswordOptions.Create();
        var remove = new Option<bool>("--remove") { Description = "Take the password away: the user cannot sign in with one any more." };
        var config = CommonOptions.Config();
        var command = new Command("set-password", """
            Give a user a new password, asked for at the terminal. The user's sessions end; tokens are not touched.

            Examples:
              tokengateway user set-password alice
              tokengateway user set-password alice --password-stdin < password.txt
            """) { subject.Argument, subject.Option, password.FromInput, remove, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var (id, removes) = (subject.Read(parsed), parsed.GetValue(remove));
            if (removes && parsed.GetValue(password.FromInput))
                throw new UsageException("Say --password-stdin or --remove, not both.");
            var hash = removes ? null : await password.ReadHashAsync(parsed, id, asks: true, cancellationToken);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var result = await gateway.Users.SetPasswordHashAsync(gateway.Operator, id, hash, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, user => parsed.InvocationConfiguration.Error.WriteLine(
                removes ? $"User {user.Id} has no password any more; sessions have ended." : $"User {user.Id} has a new password; sessions have ended."));
        });
        return command;
    }
}
