using System.Net;
using System.Reflection;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Versions;
using Aos.Api.Tests.Harness;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Api.Tests.Platform.Identity.Tokens;

public sealed class PersonOnlyTests : IAsyncLifetime
{
    private readonly ApiHost _api = new([], services => services.AddMvcCore().ConfigureApplicationPartManager(parts => parts.ApplicationParts.Add(new OnlyForPeople())));

    public Task InitializeAsync() => _api.InitializeAsync();

    public Task DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [Trait("Case", "SCP-9")]
    [InlineData("self")]
    [InlineData("any-user")]
    [InlineData("right")]
    public async Task A_machine_token_is_refused_where_only_people_may_call(string operation)
    {
        using var workshop = await _api.AsAsync(Somebody.Workshop);
        using var answer = await workshop.GetAsync("/vehicle-identification/v1/people/" + operation);
        // No token that a program gets will do.
        Assert.Null((await answer.ProblemAsync(403, "access.person-required"))["resolution"]);
    }

    [Theory]
    [InlineData("self", 204)]
    [InlineData("any-user", 204)]
    [InlineData("right", 204)]
    [InlineData("no-right", 403, "access.permission-missing")]
    [InlineData("representative", 403, "access.legal-representative-required")]
    [InlineData("staff", 403, "access.administrator-required")]
    public async Task A_person_is_decided_by_what_the_organisation_gives(string operation, int status, string? code = null)
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        using var answer = await claire.GetAsync("/vehicle-identification/v1/people/" + operation);
        Assert.Equal(status, (int)answer.StatusCode);
        if (code is not null)
            await answer.ProblemAsync(status, code);
    }

    [Fact]
    public async Task The_legal_representative_may_do_what_others_may_not()
    {
        using var john = await _api.AsPersonAsync(SomePerson.John, "vehicle.read");
        using var answer = await john.GetAsync("/vehicle-identification/v1/people/representative");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Fact]
    public async Task A_person_is_refused_where_only_programs_may_call_and_reads_what_the_organisation_may()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        using var machines = await claire.GetAsync("/vehicle-identification/v1/people/machine");
        await machines.ProblemAsync(403, "access.machine-required");
        using var vehicles = await claire.GetAsync("/vehicle-identification/v1/vehicles?limit=1");
        Assert.Equal(HttpStatusCode.OK, vehicles.StatusCode);
    }

    [Fact]
    [Trait("Case", "SCP-3")]
    public async Task A_person_needs_the_scope_too()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "portal.read");
        using var answer = await claire.GetAsync("/vehicle-identification/v1/people/self");
        await answer.ProblemAsync(403, "access.scope-missing");
        Assert.Contains("insufficient_scope", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "SCP-10")]
    public async Task A_right_taken_away_is_gone_at_the_next_call()
    {
        using var claire = await _api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        using (var before = await claire.GetAsync("/vehicle-identification/v1/people/right"))
            Assert.Equal(HttpStatusCode.NoContent, before.StatusCode);
        await _api.SqlAsync($"""
            insert into identity.account_withdrawals (account_id, code, withdrawn_by) values ('{SomePerson.Claire.Id}', 'brandBmw', 'test');
            select pg_notify('aos_auth', 'u:{SomePerson.Claire.Id}')
            """);
        await OAuth.Polling.UntilAsync(async () =>
        {
            using var answer = await claire.GetAsync("/vehicle-identification/v1/people/right");
            return answer.StatusCode == HttpStatusCode.Forbidden;
        });
    }

    [Theory]
    [InlineData("update identity.accounts set state = 'suspended' where id = '{0}'")]
    [InlineData("update identity.accounts set state = 'closed' where id = '{0}'")]
    [InlineData("update identity.tenants set state = 'suspended' where id = '{1}'")]
    [InlineData("update identity.clients set state = 'disabled' where id = 'aos-cli'")]
    [InlineData("update identity.tenants set state = 'suspended' where kind = 'operator'")]
    public async Task A_token_is_dead_while_person_organisation_or_client_is_not_active(string change)
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        await api.SqlAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, change, SomePerson.Claire.Id, SomePerson.Claire.TenantId));
        using var answer = await claire.GetAsync("/vehicle-identification/v1/vehicles?limit=1");
        await answer.ProblemAsync(401, "auth.token-invalid");
    }

    [Fact]
    [Trait("Case", "PWD-9")]
    public async Task With_a_password_change_due_nothing_else_is_open()
    {
        await using var api = new ApiHost();
        await api.InitializeAsync();
        using var claire = await api.AsPersonAsync(SomePerson.Claire, "vehicle.read");
        await api.SqlAsync($"update identity.accounts set must_change = true where id = '{SomePerson.Claire.Id}'");
        using var answer = await claire.GetAsync("/vehicle-identification/v1/vehicles?limit=1");
        await answer.ProblemAsync(403, "access.password-change-required");
    }

    private sealed class OnlyForPeople : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(OnlyForPeople);

        public IEnumerable<TypeInfo> Types => [typeof(PeopleController).GetTypeInfo()];
    }

    [ApiProduct("vehicle-identification", 1)]
    [Route("people")]
    private sealed class PeopleController : AosController
    {
        [HttpGet("self", Name = "GetSelf"), Access(Scopes.VehicleRead, Person = Person.Self)]
        public NoContentResult Self() => NoContent();

        [HttpGet("any-user", Name = "GetAnyUser"), Access(Scopes.VehicleRead, Person = Person.AnyUser)]
        public NoContentResult AnyUser() => NoContent();

        [HttpGet("right", Name = "GetRight"), Access(Scopes.VehicleRead, Person = "brandBmw")]
        public NoContentResult Right() => NoContent();

        [HttpGet("no-right", Name = "GetNoRight"), Access(Scopes.VehicleRead, Person = "users.administer")]
        public NoContentResult NoRight() => NoContent();

        [HttpGet("representative", Name = "GetRepresentative"), Access(Scopes.VehicleRead, Person = Person.Representative)]
        public NoContentResult Representative() => NoContent();

        [HttpGet("staff", Name = "GetStaff"), Access(Scopes.VehicleRead, Person = Person.AnyUser, TenantKind = TenantKinds.Operator)]
        public NoContentResult Staff() => NoContent();

        [HttpGet("machine", Name = "GetMachine"), Access(Scopes.VehicleRead, Machine = "apiVehicleIdentification")]
        public NoContentResult Machine() => NoContent();
    }
}
