using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Aos.Api.Organisations.ChangeLog;
using Aos.Api.Organisations.ChangeRequests;
using Aos.Api.Organisations.Closings;
using Aos.Api.Organisations.Mails;
using Aos.Api.Organisations.States;
using Aos.Api.Organisations.Users;
using Aos.Api.Platform.Jobs;
using Aos.Api.Platform.Lists;

namespace Aos.Api.Organisations.Organisation;

/// <summary>Introduces what an organisation does with its own data and users, and administrators with any organisation.</summary>
internal static class OrganisationModule
{
    public static IServiceCollection AddOrganisation(this IServiceCollection services)
    {
        services.AddOptions<UserOptions>().BindConfiguration("Users").ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<OrganisationStore>()
            .AddSingleton<OrganisationReading>()
            .AddSingleton<OrganisationSave>()
            .AddSingleton<VatRecheck>()
            .AddSingleton<ChangeRequestStore>()
            .AddSingleton<ChangeRequestActs>()
            .AddSingleton<ChangeLogReading>()
            .AddSingleton<OrganisationMails>()
            .AddSingleton<OrganisationStates>()
            .AddSingleton<UserGroupChange>()
            .AddSingleton<UserActs>()
            .AddSingleton<AddressAttempts>()
            .AddSingleton<UserReading>()
            .AddSingleton<UserEmailChanges>()
            .AddSingleton<UninvitedSweep>()
            .AddSingleton<ClosingStore>()
            .AddSingleton<ClosingSweep>()
            .AddSingleton<OrganisationCopy>()
            .AddJobKind<OrganisationExportJob>()
            .AddSingleton(new RecurringWork(VatRecheck.Name, (provider, cancellation) => provider.GetRequiredService<VatRecheck>().RunAsync(cancellation)))
            .AddSingleton(new RecurringWork("organisations-uninvited", (provider, cancellation) => provider.GetRequiredService<UninvitedSweep>().RunAsync(cancellation)))
            .AddSingleton(new RecurringWork("organisations-closings", (provider, cancellation) => provider.GetRequiredService<ClosingSweep>().RunAsync(cancellation)))
            .AddSingleton<IJsonTypeInfoResolver>(OrganisationJson.Default);
    }
}

/// <summary>Source-generated JSON of organisations, their users, change requests, log and closings.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Organisation))]
[JsonSerializable(typeof(OrganisationSummary))]
[JsonSerializable(typeof(OrganisationPatch))]
[JsonSerializable(typeof(ChangeRequestReview))]
[JsonSerializable(typeof(Page<ChangeRequestReview>))]
[JsonSerializable(typeof(ChangeRequestRefusal))]
[JsonSerializable(typeof(Page<ChangeLogEntry>))]
[JsonSerializable(typeof(AdministeredOrganisation))]
[JsonSerializable(typeof(Page<AdministeredOrganisation>))]
[JsonSerializable(typeof(StateChangeRequest))]
[JsonSerializable(typeof(RepresentativeChange))]
[JsonSerializable(typeof(OrganisationUserGroup))]
[JsonSerializable(typeof(OrganisationUser))]
[JsonSerializable(typeof(Page<OrganisationUser>))]
[JsonSerializable(typeof(UserCreate))]
[JsonSerializable(typeof(UserReplace))]
[JsonSerializable(typeof(UserEmailReplace))]
[JsonSerializable(typeof(UserEmailChangeRequest))]
[JsonSerializable(typeof(AdministeredEmailChangeRequest))]
[JsonSerializable(typeof(OrganisationClosing))]
[JsonSerializable(typeof(OrganisationClosingCreate))]
[JsonSerializable(typeof(OrganisationExportLine))]
internal sealed partial class OrganisationJson : JsonSerializerContext;
