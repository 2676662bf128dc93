import Administration
import Cases
import Complaints
import Correspondence
import Counter
import Forms
import Identity
import Kernel
import Leadership
import Logging
import Messages
import Notices
import Open311
import OpenAPI
import OpenID
import People
import Permits
import Portal
import Privacy
import Proxies
import PublicLedger
import Signatures
import Surveys
import Web
import Workspace

extension House {
    /// Domains with tables of their own, in the order in which these are made.
    static let domainsWithTables: [any Domain.Type] = [
        Privacy.self,
        Surveys.self,
        Leadership.self,
        OpenAPI.self,
        Messages.self,
        Correspondence.self,
        Administration.self,
        Permits.self,
        Complaints.self,
        Counter.self,
        PublicLedger.self,
    ]

    /// The domains of the house, one line each.
    public var rooms: Rooms {
        Rooms([
            Portal(tools: portalTools),
            Workspace(tools: workspaceTools),
            Identity(tools: identityTools),
            Proxies(tools: proxyTools),
            Privacy(tools: privacyTools),
            counterRoom,
            Permits(tools: permitTools),
            Complaints(tools: complaintTools),
            Messages(tools: messageTools),
            OpenAPI(tools: openAPITools),
            Leadership(tools: leadershipTools),
            Correspondence(tools: correspondenceTools),
            Surveys(desk: surveys),
            PublicLedger(desk: ledgerDesk, audit: nightlyAudit),
            administration,
        ])
    }

    package var surveys: SurveyDesk {
        SurveyDesk(
            store: store, vault: vault, ledger: ledger, notices: notices, shelf: shelf,
            directory: directory, world: world, zone: zone, address: settings.address,
            takesTexts: incoming != nil)
    }

    private var identityTools: IdentityTools {
        IdentityTools(
            accounts: accounts, sessions: sessions, zone: zone, issuer: cityName,
            address: settings.address,
            counter: counter, providers: providers, residents: residents, samples: samples,
            store: store, directory: directory,
            grants: Grants(
                store: store, vault: vault, ledger: ledger, directory: directory, world: world,
                zone: zone),
            grantable: Self.grantable
        ) { provider, word in
            // A word of ours; nothing that somebody sent.
            Logger(label: "pendopo.provider").warning(
                "sign-in failed", metadata: ["provider": "\(provider)", "word": "\(word)"])
        }
    }

    var counter: CounterDesk {
        CounterDesk(accounts: accounts, directory: directory, access: access, zone: zone)
    }

    /// Invented people, for whoever tries a demo.
    private var samples: [ResidentClaim] {
        settings.mode == .demo && settings.residentsFile == nil ? DemoRegister.samples : []
    }

    private var proxyTools: ProxyTools {
        ProxyTools(
            mandates: mandates, desk: MandateDesk(mandates: mandates, counter: counter),
            shelf: shelf, residents: residents,
            samples: samples.isEmpty ? [:] : DemoRegister.childSamples)
    }

    /// What a position can be granted beyond its role.
    private static let grantable: [Permission] = [
        .readCases, .workCases, .leadCases, .delegate, .readRestricted, .readSecret, .breakGlass,
        .inspect, .grant, .prove, .protectPrivacy, .publishCatalogue, .exportCases,
        .approveExports, .readFigures, .manageNotices, .registerLetters, .manageCity,
        .keepPermits, .keepReports, .identifyReporters, .serve,
    ]

    package var privacyTools: PrivacyTools {
        PrivacyTools(
            cases: cases, shelf: shelf, accounts: accounts, directory: directory, access: access,
            drafts: drafts, notices: notices, ledger: ledger, vault: vault, store: store,
            world: world,
            scans: HeldScans(
                list: { [counterRoom] in try counterRoom.scans(of: $0, in: $1) },
                erase: { [counterRoom] in try counterRoom.eraseScans(of: $0, in: $1) }),
            address: settings.address, permits: permitHoldings, programs: heldPrograms)
    }

    private var portalTools: PortalTools {
        PortalTools(
            cases: cases, shelf: shelf, accounts: accounts, sessions: sessions, drafts: drafts,
            uploads: uploads, blobs: blobs, notices: notices, directory: directory, access: access,
            store: store, renderer: renderer, world: world, address: settings.address,
            isDemo: settings.mode == .demo, providers: links(.citizen),
            permits: permitLookup, trust: settings.trust, demoPeople: { try await demoShortcuts },
            ballot: surveys.path, isOnPaper: { try await counterRoom.isOnPaper($0) },
            isRenewable: permitTools.isRenewable, proof: { try await proof(of: $1, on: $0) },
            ledger: ledgerWord
        ) { try await correspondenceTools.publicPapers(of: $0) }
    }

    private var workspaceTools: WorkspaceTools {
        WorkspaceTools(
            cases: cases, accounts: accounts, sessions: sessions, directory: directory,
            shelf: shelf, blobs: blobs, examiner: examiner, uploads: uploads, store: store,
            proposals: proposals, exports: exports, world: world,
            isDemo: settings.mode == .demo, providers: links(.officer),
            proof: { try await proof(of: $1, on: $0) }, keys: signing?.desk
        ) { record, officer, ui in
            let report = ReportBeside(tools: complaintTools)
            return try await report.html(record, officer, ui)
                + Correspondence.beside(record.number, ui)
        }
    }
}

/// The words of the floors below the domains.
public enum HouseWords {
    public static let lists: [WordList] =
        KernelWords.lists + Forms.words + PeopleWords.lists + OpenIDWords.lists + NoticeTexts.words
        + CaseWords.lists + Open311Words.lists + SignaturesWords.lists

    public static let vocabulary = Vocabulary(lists)
}
