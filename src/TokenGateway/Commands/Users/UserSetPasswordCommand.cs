using System.CommandLine;
using TokenGateway.Commands.Options;

namespace TokenGateway.Commands.Users;

/// <summary><c>user set-password</c>.</summary>
internal static class UserSetPasswordCommand
{
    public static Command Create()
    {
        var subject = UserSubject.Create();
        var password = PasswordOptions.Create();
        var remove = new Option<bool>("--remove") { Description = "Remove the password: the user can no longer sign in with one." };
        var config = CommonOptions.Config();
        var command = new Command("set-password", """
            Set a user's password, prompted for at the terminal. The user's sessions end; tokens are not affected.

            Examples:
              tokengateway user set-password alice
              tokengateway user set-password alice --password-stdin < password.txt
            """) { subject.Argument, subject.Option, password.FromInput, remove, config };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var (id, removes) = (subject.Read(parsed), parsed.GetValue(remove));
            if (removes && parsed.GetValue(password.FromInput))
                throw new UsageException("Use --password-stdin or --remove, not both.");
            var hash = removes ? null : await password.ReadHashAsync(parsed, id, asks: true, cancellationToken);
            await using var gateway = OfflineGateway.Open(parsed.GetValue(config));
            var result = await gateway.Users.SetPasswordHashAsync(gateway.Operator, id, hash, gateway.Model, cancellationToken);
            return Results.Report(parsed, result, user => parsed.InvocationConfiguration.Error.WriteLine(
                removes ? $"User {user.Id} no longer has a password; all sessions were ended." : $"User {user.Id} has a new password; all sessions were ended."));
        });
        return command;
    }
}
